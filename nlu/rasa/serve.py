"""Serve the trained model on loopback; started by the bot with its settings in the environment.

`rasa run` would take the token as an argument, which every user of the machine can read.
"""

import os
import warnings

warnings.filterwarnings("ignore")

from rasa.core.run import serve_application  # noqa: E402 - after the warnings are quiet
from rasa.core.utils import AvailableEndpoints  # noqa: E402 - as above
from rasa.utils.common import configure_logging_and_warnings  # noqa: E402 - as above


def main() -> None:
    """Run until a signal ends it."""
    configure_logging_and_warnings(warn_only_once=True, filter_repeated_logs=True)
    serve_application(
        model_path=os.environ["RESETDESK_NLU_MODEL"],
        channel="rest",
        interface="127.0.0.1",
        port=int(os.environ["RESETDESK_NLU_PORT"]),
        auth_token=os.environ["RESETDESK_NLU_TOKEN"],
        enable_api=True,
        endpoints=AvailableEndpoints(),
    )


if __name__ == "__main__":
    main()
