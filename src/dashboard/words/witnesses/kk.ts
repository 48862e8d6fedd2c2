import type { Message } from '../message.ts';
import type { en } from './en.ts';

/** The view of who watches the log, in Kazakh. */
export const kk: Readonly<Record<keyof typeof en, Message>> = {
  'witnesses.about':
    'Куәгер өзіне осы журнал көрсетілгенін және журнал бұрын көрсетілгенді жалғастырып тұрғанын қолымен растайды. Кім куәгер болатынын және журналға бұдан әрі қандай кілтпен қол қойылатынын орталық комиссияның екі адамы шешеді: бірі ұсынады, екіншісі растайды. Екі әрекет те жазбада бар.',
  'witnesses.title': 'Куәгерлер',
  'witnesses.none': 'Бұл журналдың әзірге куәгері жоқ.',
  'witnesses.left': 'Бұл журналдың енді куәгері жоқ.',
  'witnesses.alone': 'Куәгер болмайынша, өткеннің өзгертілгенін бақылау нүктесін өзі сақтаған адам ғана біле алады.',
  'witnesses.nobody': 'Куәгерсіз',
  'witnesses.asked': 'журнал жүгінетін мекенжай: {url}',
  'witnesses.unasked': 'журнал оған жүгінбейді, бірақ қолы есепке алынады',
  'witnesses.quorum.none': 'Бақылау нүктесіне куәгерлердің қолы қажет емес: кворум жоқ.',
  'witnesses.quorum.one': 'Кворум: бақылау нүктесіне мынаның қолы қажет: {name}.',
  'witnesses.quorum.all': 'Кворум: бақылау нүктесіне мыналардың бәрінің қолы қажет: {names}.',
  'witnesses.quorum.some': 'Кворум: бақылау нүктесіне мына {all} қолдың кемінде {least} қажет: {names}.',
  'witnesses.group': '{group}: кемінде {least}, мыналардан: {names}',
  'witnesses.policy': 'Саясаттың жазбадағы мәтіні',
  'witnesses.keys': 'Журналдың қол қою кілттері',
  'witnesses.keys.first': 'Журнал осы кілттермен басталған.',
  'witnesses.keys.next': 'Расталған, бірақ әлі қол қоймайды',
  'witnesses.since': 'Күшіне енген уақыты: {time}',
  'witnesses.proposed': 'Ұсынған: {by}, {time}, {position}-позиция',
  'witnesses.confirmed': 'Растаған: {by}, {time}, {position}-позиция',
  'witnesses.waiting': 'Екінші адамды күтуде',
  'witnesses.waiting.none': 'Ешқандай ұсыныс жоқ.',
  'witnesses.waiting.witnesses': 'Басқа куәгерлер',
  'witnesses.waiting.keys': 'Басқа қол қою кілттері',
  'witnesses.before': 'Бұрынғы шешімдер',
  'witnesses.before.none': 'Бұрын ештеңе шешілмеген.',
};
