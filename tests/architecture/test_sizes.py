from statistics import median, quantiles

from tests.architecture.source import body_lines, modules


def ninth_decile(sizes: list[int]) -> float:
    return quantiles(sizes, n=10, method="inclusive")[8]


def test_files_are_small() -> None:
    sizes = [module.lines for module in modules()]
    assert [str(module.path) for module in modules() if module.lines > 500] == []
    assert median(sizes) <= 120
    assert ninth_decile(sizes) <= 300


def test_functions_are_small() -> None:
    sizes = {
        module.at(function): body_lines(function) for module in modules() for function in module.functions()
    }
    assert {place: size for place, size in sizes.items() if size > 50} == {}
    assert median(sizes.values()) <= 10
    assert ninth_decile(list(sizes.values())) <= 30
