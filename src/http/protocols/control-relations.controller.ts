import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { controlRelations } from '../../domain/rules/control-relations.ts';
import { ControlRelationsAnswer } from './control-relations.answer.dto.ts';

/** What the figures of a protocol are held against. */
@ApiTags('protocols')
@Controller('control-relations')
export class ControlRelationsController {
  @Get()
  @Header('cache-control', 'public, max-age=3600') // the same for every election and record
  @ApiOperation({ summary: 'The control relations: formulas, articles and words.' })
  @ApiOkResponse({ type: ControlRelationsAnswer })
  list(): ControlRelationsAnswer {
    return { relations: controlRelations };
  }
}
