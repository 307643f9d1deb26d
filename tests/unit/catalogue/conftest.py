import pytest

from tongjian.catalogue import Catalogue, read_catalogue, reference_texts


@pytest.fixture(scope="session")
def reference() -> Catalogue:
    return read_catalogue(reference_texts())
