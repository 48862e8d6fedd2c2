import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The OpenAPI 3.1 document of this application. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Vote Record')
    .setDescription(
      'Every act of a commission is an event; every figure is a fold over the events. Commands are POSTs on resources and ' +
        'need a token of a commission; queries are open to everybody and can be asked `?at=` any earlier position.',
    )
    .setVersion('1')
    .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'From `vote-record token`.' })
    .build();
  const document = SwaggerModule.createDocument(app, about);
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    if (isRequest(name)) Object.assign(schema, { additionalProperties: false });
  }
  // The builder calls every number a `number`; this record counts papers and people, and has no fractions.
  return JSON.parse(JSON.stringify(document).replaceAll('"type":"number"', '"type":"integer"')) as OpenAPIObject;
}

/** Bodies refuse fields they do not know; answers may come to have more. */
function isRequest(schema: string): boolean {
  return schema.endsWith('Body') || schema === 'Act';
}

/** Serves the document at `/openapi.json`, and a page that shows it at `/docs`. It is made when first asked for. */
export function serveDocumentation(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Vote Record API',
    swaggerOptions: { validatorUrl: null }, // else the page shows the document to a stranger
  });
}
