import type { Message } from '../message.ts';
import type { en } from './en.ts';

/** The view of who watches the log, in Russian. */
export const ru: Readonly<Record<keyof typeof en, Message>> = {
  'witnesses.about':
    'Свидетель подписью подтверждает, что ему показали этот журнал и что журнал продолжает показанное ему раньше. Кто свидетели и чем журнал подписывается дальше, решают два человека из центральной комиссии: один предлагает, другой подтверждает. Оба действия есть в записи.',
  'witnesses.title': 'Свидетели',
  'witnesses.none': 'У этого журнала пока нет свидетелей.',
  'witnesses.left': 'У этого журнала больше нет свидетелей.',
  'witnesses.alone': 'Пока их нет, изменение прошлого заметит только тот, кто сам хранит контрольную точку.',
  'witnesses.nobody': 'Без свидетелей',
  'witnesses.asked': 'журнал обращается по адресу {url}',
  'witnesses.unasked': 'журнал к нему не обращается, но его подпись засчитывается',
  'witnesses.quorum.none': 'Подписи свидетелей для контрольной точки не требуются: кворума нет.',
  'witnesses.quorum.one': 'Кворум: контрольной точке нужна подпись {name}.',
  'witnesses.quorum.all': 'Кворум: контрольной точке нужны подписи всех: {names}.',
  'witnesses.quorum.some': 'Кворум: контрольной точке нужны подписи, не менее {least} из {all}: {names}.',
  'witnesses.group': '{group}: не менее {least} из {names}',
  'witnesses.policy': 'Политика, как она внесена в запись',
  'witnesses.keys': 'Ключи подписи журнала',
  'witnesses.keys.first': 'С этими ключами журнал начат.',
  'witnesses.keys.next': 'Подтверждены, но пока не подписывают',
  'witnesses.since': 'Действуют с {time}',
  'witnesses.proposed': 'Предложено: {by}, {time}, позиция {position}',
  'witnesses.confirmed': 'Подтверждено: {by}, {time}, позиция {position}',
  'witnesses.waiting': 'Ожидает второго человека',
  'witnesses.waiting.none': 'Ничего не предложено.',
  'witnesses.waiting.witnesses': 'Другие свидетели',
  'witnesses.waiting.keys': 'Другие ключи подписи',
  'witnesses.before': 'Решено раньше',
  'witnesses.before.none': 'Раньше ничего не решали.',
};
