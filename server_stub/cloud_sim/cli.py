"""`balcao-sim`: run the stand-in for Meta's Cloud API from a shell."""

from __future__ import annotations

import asyncio
import json
import signal
import sys

import click

from server_stub.cloud_sim.config import PROFILES, SimulatorConfig
from server_stub.cloud_sim.simulator import Simulator


@click.command(context_settings={"auto_envvar_prefix": "BALCAO_SIM"})
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=0, show_default=True, help="Port to listen on; 0 takes a free one.")
@click.option("--app-secret", required=True, help="Signs webhooks [BALCAO_SIM_APP_SECRET].")
@click.option("--verify-token", required=True, help="For the handshake [BALCAO_SIM_VERIFY_TOKEN].")
@click.option("--access-token", required=True, help="Clients must send it [BALCAO_SIM_ACCESS_TOKEN].")
@click.option("--webhook", "webhook_url", default=None, help="Where webhooks go.")
@click.option("--seed", default=1, show_default=True, help="The same seed plays the same game.")
@click.option("--profile", type=click.Choice(sorted(PROFILES)), default="lively", show_default=True)
@click.option("--script", "script", default=None, help="Start these built-in customers, e.g. demo.")
def main(
    host: str,
    port: int,
    app_secret: str,
    verify_token: str,
    access_token: str,
    webhook_url: str | None,
    seed: int,
    profile: str,
    script: str | None,
) -> None:
    """Stand in for Meta's WhatsApp Cloud API, with simulated customers.

    Secrets are better given in the environment than on the command line. Prints one JSON line once it listens.
    """
    config = SimulatorConfig(
        app_secret=app_secret,
        verify_token=verify_token,
        access_token=access_token,
        webhook_url=webhook_url,
        host=host,
        port=port,
        seed=seed,
        profile=PROFILES[profile],
    )
    try:
        asyncio.run(_serve(config, script))
    except OSError as error:
        raise click.ClickException(f"cannot listen on {host}:{port}: {error.strerror}") from None


async def _serve(config: SimulatorConfig, script: str | None) -> None:
    """Run until SIGINT or SIGTERM."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    if sys.platform != "win32":
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stopped.set)
    async with Simulator(config) as simulator:
        hello = {
            "base_url": simulator.base_url,
            "phone_number_id": simulator.phone_number_id,
            "waba_id": simulator.waba_id,
        }
        click.echo(json.dumps(hello))
        if script is not None:
            simulator.scripts.start_described({"name": script})
        await stopped.wait()


if __name__ == "__main__":
    main()
