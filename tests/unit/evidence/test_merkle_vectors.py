import base64
import json
from pathlib import Path

import pytest

from tongjian.evidence import leaf_hash, node_hash

SUITE = Path(__file__).parents[4] / "shared" / "suites" / "merkle" / "inclusion"
"""Published vectors of RFC 6962 / 9162, beside the checkout where they are present."""


def test_leaf_and_node_are_told_apart_by_their_first_byte() -> None:
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert node_hash(b"", b"") != leaf_hash(b"")


def root_of(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes:
    """RFC 9162, 2.1.3.2; good only for proofs known to be right."""
    first, last, root = index, size - 1, leaf
    for step in proof:
        if first & 1 or first == last:
            root = node_hash(step, root)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            root = node_hash(root, step)
        first, last = first >> 1, last >> 1
    return root


def test_published_inclusion_proofs_lead_to_their_roots() -> None:
    if not SUITE.is_dir():
        pytest.skip(f"the published vectors are not here: {SUITE}")
    found = [json.loads(file.read_text()) for file in sorted(SUITE.rglob("*.json"))]
    vectors = [vector for vector in found if not vector["wantErr"] and vector["treeSize"] > 1]
    assert len(vectors) >= 4
    for vector in vectors:
        proof = [base64.b64decode(step) for step in vector["proof"] or []]
        leaf = base64.b64decode(vector["leafHash"])
        root = root_of(leaf, vector["leafIdx"], vector["treeSize"], proof)
        assert root == base64.b64decode(vector["root"])
