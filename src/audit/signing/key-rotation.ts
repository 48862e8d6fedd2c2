import { formatNote } from '../../verifier/formats/note.ts';
import { rotationText } from '../../verifier/formats/rotation.ts';
import { formatVerifierKey } from '../../verifier/formats/verifier-key.ts';
import { logKeys, makeSigningKeys, parseSigningKeys, signNote, type SigningKeys, withRotation } from './signing-key.ts';

/** New keys as PEM, with the old one's signature under the statement that they take over for this log. */
export function rotateKeys(old: SigningKeys, origin: string): string {
  const pem = makeSigningKeys();
  const [ed25519, mlDsa44] = logKeys(old, origin);
  const text = rotationText({
    origin,
    from: [ed25519!, mlDsa44!].map(({ verifier }) => formatVerifierKey(verifier)),
    to: logKeys(parseSigningKeys(pem, 'a new key'), origin).map(({ verifier }) => formatVerifierKey(verifier)),
  });
  return withRotation(pem, formatNote({ text, signatures: [signNote(text, ed25519!, 0)] }));
}
