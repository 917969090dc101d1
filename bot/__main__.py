"""The command `resetdesk`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import BotError

app = typer.Typer(
    name="resetdesk",
    help="A Telegram desk that resets a broker customer's passwords.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
keys_app = typer.Typer(help="Secrets of a deployment.", no_args_is_help=True)
app.add_typer(keys_app, name="keys")

ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="Settings file; RESETDESK_… in the environment wins."),
]


@app.command()
def serve(config: ConfigOption = None) -> None:
    """Run the bot: updates, turns, messages, timers, web server; checks too, if not apart."""
    from bot.commands import serve_forever

    asyncio.run(serve_forever(config))


@app.command()
def work(config: ConfigOption = None, name: str = "") -> None:
    """Run checks only; any number of such processes may, each with a name of its own."""
    from bot.commands import work_forever

    asyncio.run(work_forever(config, name))


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where the demo keeps its data.")] = Path(
        "var/demo"
    ),
    port: Annotated[int, typer.Option(help="Port of the page; 0 takes a free one.")] = 0,
    *,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget earlier talks first.")] = False,
) -> None:
    """Run everything on this machine with invented customers, and print one link."""
    from bot.demo import DemoSettings, run_demo

    asyncio.run(run_demo(DemoSettings(folder, port, fresh=fresh)))


@app.command()
def migrate(config: ConfigOption = None) -> None:
    """Bring the database's tables to this version."""
    from bot.commands import migrate_database

    asyncio.run(migrate_database(config))
    typer.echo("The tables are those of this version.")


@app.command("check-config")
def check_config(config: ConfigOption = None) -> None:
    """Read and check the settings, and start nothing."""
    from bot.commands import checked_settings

    settings = checked_settings(config)
    typer.echo(f"The settings are in order (worker {settings.worker}).")


@app.command("sms-texts")
def sms_texts(config: ConfigOption = None) -> None:
    """Print the text messages as a provider wants them registered, for [sms] approved."""
    from bot.commands import message_texts

    for one in message_texts(config):
        typer.echo(f"{one.template_id}: {one.text}")


@app.command()
def diagram() -> None:
    """Print the dialog's diagram (Mermaid), drawn from the table of steps."""
    from dialogs.diagram import mermaid

    typer.echo(mermaid())


@keys_app.command("make")
def keys_make() -> None:
    """Print new secrets as a part of the settings file; keep them secret, keep them safe."""
    from bot.keys import as_toml, fresh_keys

    typer.echo(as_toml(fresh_keys()))


@keys_app.command("rotate")
def keys_rotate(config: ConfigOption = None) -> None:
    """Print keys.storage with a new key in front; earlier keys go on opening."""
    from bot.config import load_settings
    from bot.keys import rotated

    ring = load_settings(config).keys.storage.get_secret_value()
    typer.echo(f'[keys]\nstorage = "{rotated(ring)}"')


@keys_app.command("reseal")
def keys_reseal(config: ConfigOption = None) -> None:
    """Encrypt with the newest key what earlier ones encrypted; then they may go."""
    from bot.commands import reseal

    typer.echo(f"{asyncio.run(reseal(config))} values and files encrypted anew.")


def main() -> None:
    """Run the command line; what is wrong with it is said in a line, not in a traceback."""
    try:
        app()
    except BotError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
