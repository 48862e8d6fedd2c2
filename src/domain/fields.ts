import Type from 'typebox';

/** Schemas of the values that events are made of. All objects are closed: an unknown field is a fault. */

/** Code of an area (KATO, 9 digits, in Kazakhstan), precinct, contest or candidate; also an election's id. */
export const codePattern = '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$';
export const Code = Type.String({ pattern: codePattern });

/** Official id of a commission member, as in tokens and commission compositions. */
export const Official = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._@:-]{0,127}$' });

/** Well-formed Unicode without control characters, not blank. */
export const textPattern = '^(?=.*\\S)[^\\p{Cc}\\p{Cs}]+$';
export const Name = Type.String({ minLength: 1, maxLength: 300, pattern: textPattern });
export const Words = Type.String({ minLength: 1, maxLength: 2000, pattern: textPattern });

/** A name in one to three languages: Kazakh, Russian, English. */
export const LocalizedName = Type.Object(
  { kk: Type.Optional(Name), ru: Type.Optional(Name), en: Type.Optional(Name) },
  { additionalProperties: false, minProperties: 1 },
);

/** Calendar day, `2021-07-25`. */
export const Day = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' });

/** Instant with the local offset it was read at, `2021-07-25T07:00:00+06:00` (RFC 3339). */
export const instantPattern =
  '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,3})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$';
export const Instant = Type.String({ pattern: instantPattern });

/** A count of papers or people: a whole number from 0 to 999,999,999. */
export const Count = Type.Integer({ minimum: 0, maximum: 999_999_999 });

/** A figure that a form may lack: `null` means "the form has no such figure", which is not 0. */
export const Figure = Type.Union([Count, Type.Null()]);

export const sha256Pattern = '^[0-9a-f]{64}$';
export const Sha256Hex = Type.String({ pattern: sha256Pattern });

/** An Ed25519 public key: 32 bytes in base64, which has one spelling a key. */
export const publicKeyPattern = '^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$';
export const PublicKey = Type.String({ pattern: publicKeyPattern });

/** An Ed25519 signature: 64 bytes in base64, likewise. */
export const signaturePattern = '^[A-Za-z0-9+/]{85}[AQgw]==$';
export const Signature = Type.String({ pattern: signaturePattern });

export const verifierKeyPattern = '^[^\\s+]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]{44,1800}$';
/** Published keys of a log, `name+id+base64`, Ed25519 first; the post-quantum ones are 1,313 bytes long before base64. */
export const VerifierKeys = Type.Array(Type.String({ pattern: verifierKeyPattern }), {
  minItems: 1,
  maxItems: 4,
});

export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });

/** An object with exactly these fields. */
export function record<P extends Record<string, import('typebox').TSchema>>(properties: P) {
  return Type.Object(properties, { additionalProperties: false });
}
