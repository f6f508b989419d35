"""``lalaflash generate``: from texts to cards."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from lalaflash.cli.output import count, progress
from lalaflash.cli.texts import STANDARD_INPUT, read_texts, say_cardless
from lalaflash.errors import INTERRUPTED, ProjectError, UsageError
from lalaflash.model import NoteKind
from lalaflash.root import find_root

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lalaflash.cli.texts import TextFile
    from lalaflash.generate.cards import FactCards, GeneratedCard, GenerateOptions
    from lalaflash.generate.run import Maker
    from lalaflash.generate.update import Chooser, Outcome
    from lalaflash.readers.prose import Fact

_KINDS = {"cloze": frozenset({NoteKind.CLOZE}), "question": frozenset({NoteKind.QUESTION}), "both": frozenset(NoteKind)}
_MANY = 10
"""Whoever wants more cards a fact than these wants all there are, doubtful ones too."""


class _Job(NamedTuple):
    """What the command line asks for, beside the texts."""

    options: GenerateOptions
    make: Maker
    anew: bool
    interactive: bool


@click.command("generate", short_help="Make cards from plain text or Markdown.")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...", type=click.Path(allow_dash=True))
@click.option("-o", "--output", type=click.Path(allow_dash=True), metavar="FILE", help="Where the cards go; - prints.")
@click.option("-i", "--interactive", is_flag=True, help="Show one card at a time: accept, edit, skip or reject it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a card; write no file.")
@click.option("--max-cards", type=click.IntRange(1, 1000), metavar="N", help="At most N cards a fact.  [3]")
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.0, metavar="X", help="Only cards that score X.")
@click.option("--kind", type=click.Choice([*_KINDS]), default="both", help="Gaps, questions, or both (the default).")
@click.option("--topic", default="", help="Shown on every card; else the title or heading above the fact.")
@click.option("--tags", default="", metavar="TAG,...", help="Tags for every card.")
@click.option("--model", default="", help="The spaCy model; else the largest English one that is installed.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, metavar="N", help="How many processes read the text.")
@click.option("--regenerate", is_flag=True, help="Make cards anew of facts that have some.")
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    given_root: Path | None,
    /,
    texts: tuple[str, ...],
    output: str | None,
    interactive: bool,
    as_json: bool,
    **settings: Any,
) -> None:
    """Make cards from texts, to read, edit and keep: from notes.txt it writes cards/notes.yaml.

    Facts are parted by blank lines; in Markdown, list items are facts and headings become tags and topics. Without a
    project (a folder with decks/) the cards go to the current folder. TEXT can be - for standard input.

    What was made is remembered in a file beside the cards (notes.generated; commit it). So running it again adds only
    what is new, and brings back no card that you changed or took out. docs/generator.md says more.

    \b
    Examples:
      lalaflash generate notes.txt
      lalaflash generate notes.md --topic "The French Revolution" --tags history
      lalaflash generate notes.txt -i
      lalaflash generate notes.txt --json --kind question
    """
    if as_json and (output or interactive):
        raise UsageError("--json prints the cards and writes no file: leave out -o and -i")
    if interactive and STANDARD_INPUT in (*texts, output):
        raise UsageError("-i needs the keyboard and a file to write to: - can't be used with it")
    job = _job(interactive, settings)
    files = read_texts(texts)
    if as_json or output == STANDARD_INPUT:
        _print(files, job, as_json=as_json)
        return
    for path, group in _outputs(find_root(given_root or Path.cwd()), files, output).items():
        if path is None:
            _print(group, job, as_json=False)
        elif not _write(path, group, job):
            ctx.exit(INTERRUPTED)


def _job(interactive: bool, settings: dict[str, Any]) -> _Job:
    from lalaflash.generate.cards import DEFAULT_MAX_CARDS, GenerateOptions
    from lalaflash.readers.shape import is_tag

    tags = tuple(tag.strip() for tag in settings["tags"].split(",") if tag.strip())
    for tag in tags:
        if not is_tag(tag):
            raise UsageError(f"{tag!r} can't be a tag: tags have no spaces; part them with commas")
    max_cards = settings["max_cards"] or DEFAULT_MAX_CARDS
    options = GenerateOptions(
        max_cards, settings["min_score"], _KINDS[settings["kind"]], _topic(settings["topic"]), tags, max_cards > _MANY
    )

    def make(facts: Sequence[Fact], options: GenerateOptions) -> Iterator[FactCards]:
        from lalaflash.generate import engine  # here, since a run without new facts needs no spaCy

        return engine.make(facts, options, model=settings["model"], jobs=settings["jobs"])

    return _Job(options, make, settings["regenerate"], interactive)


def _topic(text: str) -> str:
    if not text.isprintable():
        raise UsageError("--topic wants one line of text")
    return text.strip()


def _outputs(root: Path | None, files: list[TextFile], output: str | None) -> dict[Path | None, list[TextFile]]:
    """Which texts go to which card file; None is for what is printed, as standard input is without ``-o``."""
    groups: dict[Path | None, list[TextFile]] = {}
    for file in files:
        path = None
        if output is not None:
            path = Path(output)
        elif file.path != STANDARD_INPUT:
            name = f"{Path(file.path).stem}.yaml"
            path = root / "cards" / name if root else Path(name)
        groups.setdefault(path, []).append(file)
    return groups


def _print(files: list[TextFile], job: _Job, *, as_json: bool) -> None:
    """Print the cards, without a record."""
    from lalaflash.generate.card_files import Existing, addition, file_topic
    from lalaflash.generate.record import Record
    from lalaflash.generate.run import complete, recorded
    from lalaflash.writers.cards import head

    record = Record()
    facts = [fact for file in files for fact in file.facts]
    with progress("Making cards", len(facts)) as moved:
        complete(record, facts, job.options, job.make, progress=moved)
    say_cardless(recorded(record, facts, job.options), topic=job.options.topic)
    results = recorded(record, facts, job.options)
    if as_json:
        for _, known in results:
            for card in known.cards:
                click.echo(json.dumps(_row(card)))
    else:
        cards = [card for _, known in results for card in known.cards]
        topic = file_topic(Existing(), cards)
        click.echo(head(topic=topic) + "".join(addition(card, topic).block for card in cards), nl=False)


def _row(card: GeneratedCard) -> dict[str, Any]:
    return {
        "kind": card.kind,
        "prompt": card.prompt,
        "answer": card.answer,
        "hint": card.hint,
        "context": card.context,
        "topic": card.topic,
        "tags": card.tags,
        "score": card.score,
        "reasons": card.reasons,
        "source": {"path": card.source.path, "line": card.source.line},
        "text": card.text,
    }


def _write(path: Path, files: list[TextFile], job: _Job) -> bool:
    """Bring a card file up to date, and say what was done; False where Ctrl-C left facts undone."""
    from lalaflash.generate.update import update_card_file

    facts = [fact for file in files for fact in file.facts]
    with progress("Making cards", len(facts)) as moved:
        outcome = update_card_file(
            path,
            facts,
            job.options,
            job.make,
            files=frozenset(Path(file.path).name for file in files),
            schema=_schema(path),
            anew=job.anew,
            choose=_chooser(interactive=job.interactive),
            progress=moved,
        )
    say_cardless(outcome.cardless, topic=job.options.topic)
    _say(path, outcome)
    if not outcome.interrupted and not outcome.has_cards:
        raise ProjectError(f"{files[0].path}: no card could be made from this text")
    return not outcome.interrupted


def _chooser(*, interactive: bool) -> Chooser:
    if interactive:
        from lalaflash.cli.review_cards import review

        return review
    from lalaflash.generate.update import accept_all

    return accept_all


def _say(path: Path, outcome: Outcome) -> None:
    parts = [f"{count(outcome.added, 'new card')}"]
    parts += [f"{outcome.removed:,} replaced"] * bool(outcome.removed)
    parts += [f"{outcome.kept:,} kept"] * bool(outcome.kept)
    parts += [f"{outcome.gone:,} changed or removed by you"] * bool(outcome.gone)
    click.echo(f"{click.style(f'{path}:', bold=True)} {', '.join(parts)}")
    if outcome.outdated:
        verb = "comes" if outcome.outdated == 1 else "come"
        click.echo(f"  {count(outcome.outdated, 'card')} in it {verb} from facts that are no longer in the text")
    if outcome.interrupted:
        click.echo("Interrupted: what was finished is kept; run it again for the rest.", err=True)


def _schema(path: Path) -> str:
    """The path of the schema for editors, seen from a card file; "" where the project has none."""
    root = find_root(path.absolute().parent)
    schema = root / "cards" / "cards.schema.json" if root else None
    if schema is None or not schema.is_file():
        return ""
    return Path(os.path.relpath(schema, path.absolute().parent)).as_posix()
