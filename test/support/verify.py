"""A second, tiny verifier: the documents alone, Python 3's standard library, nothing of the first one.

    verify.py EXPORT_FOLDER VKEY [RECEIPT...]

Computes the root over record.ndjson (RFC 6962), checks that the checkpoint is of that root and signed by the Ed25519 key,
and checks receipts (c2sp.org/tlog-proof). Prints one JSON object; exit code 1 when anything does not hold.
"""

import base64
import hashlib
import json
import sys
import zlib
from pathlib import Path

# Ed25519 as RFC 8032, section 5.1, defines it; slow, and meant to be read.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * SQRT_M1 % P
    if (x * x - x2) % P != 0:
        return None
    return P - x if (x & 1) != sign else x


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def equal(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def decompress(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def signed_by(public_key, message, signature):
    if len(public_key) != 32 or len(signature) != 64:
        return False
    a, r = decompress(public_key), decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    digest = hashlib.sha512(signature[:32] + public_key + message).digest()
    k = int.from_bytes(digest, "little") % L
    return equal(multiply(s, BASE), add(r, multiply(k, a)))


# RFC 6962, section 2.1.
def leaf_hash(leaf):
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves):
    """Complete subtrees from the left, as (size, hash); two of one size become one."""
    subtrees = []
    for leaf in leaves:
        subtrees.append((1, leaf_hash(leaf)))
        while len(subtrees) > 1 and subtrees[-2][0] == subtrees[-1][0]:
            (size, right), (_, left) = subtrees.pop(), subtrees.pop()
            subtrees.append((2 * size, node_hash(left, right)))
    if not subtrees:
        return hashlib.sha256(b"").digest()
    root = subtrees[-1][1]
    for _, left in reversed(subtrees[:-1]):
        root = node_hash(left, root)
    return root


def root_from_proof(index, size, leaf, proof):
    """RFC 9162, section 2.1.3.2."""
    fn, sn, r = index, size - 1, leaf
    for p in proof:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return r if sn == 0 and index < size else None


def parse_key(vkey):
    name, key_id, encoded = vkey.split("+", 2)
    material = base64.b64decode(encoded, validate=True)
    assert material[0] == 1, "no Ed25519 key"
    assert hashlib.sha256(name.encode() + b"\n" + material).digest()[:4].hex() == key_id, "the id is not the key's"
    return name, bytes.fromhex(key_id), material[1:]


def open_checkpoint(note, key):
    """Origin, size and root of a note that the key has signed."""
    name, key_id, public_key = key
    text, lines = note.rsplit("\n\n", 1)
    text += "\n"
    signed = False
    for line in lines.splitlines():
        dash, signer, encoded = line.split(" ")
        material = base64.b64decode(encoded, validate=True)
        if dash == "\u2014" and signer == name and material[:4] == key_id:
            assert signed_by(public_key, text.encode(), material[4:]), "the signature does not hold"
            signed = True
    assert signed, "the checkpoint is not signed by the key"
    origin, size, root = text.split("\n")[:3]
    assert origin == name, "the checkpoint is of another log"
    return origin, int(size), base64.b64decode(root, validate=True)


def check_receipt(text, key):
    head, checkpoint = text.split("\n\n", 1)
    first, extra, index, *hashes = head.split("\n")
    assert first == "c2sp.org/tlog-proof@v1" and extra.startswith("extra ") and index.startswith("index ")
    leaf = base64.b64decode(extra[6:], validate=True)
    leaf = leaf if leaf.startswith(b"{") else zlib.decompress(leaf)
    origin, size, root = open_checkpoint(checkpoint, key)
    at = int(index[6:])
    event = json.loads(leaf)
    assert event["index"] == at and event["log"] == origin, "the event says another place"
    proof = [base64.b64decode(each, validate=True) for each in hashes]
    assert root_from_proof(at, size, leaf_hash(leaf), proof) == root, "the proof does not lead to the root"
    return event["id"]


def main(folder, vkey, *receipts):
    key = parse_key(vkey)
    leaves = Path(folder, "record.ndjson").read_bytes().split(b"\n")[:-1]
    root = root_of(leaves)
    _, size, signed_root = open_checkpoint(Path(folder, "checkpoint").read_text(encoding="utf-8"), key)
    assert (size, signed_root) == (len(leaves), root), "the record is not the one that was signed"
    ids = [check_receipt(Path(each).read_text(encoding="utf-8"), key) for each in receipts]
    print(json.dumps({"size": size, "root": root.hex(), "receipts": ids}))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except AssertionError as fault:
        sys.exit(f"FAILS: {fault}")
