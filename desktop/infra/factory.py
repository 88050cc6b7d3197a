"""Builds what a signed-in agent works with: one `SignIn` per window, one `DeskService` per signed-in account.

How the composition root uses it (nothing here imports Qt; everything heavy is imported in threads):

    sign_in = SignIn(places(data_dir), find_secrets(), spawn=tasks.spawn)
    rows = await asyncio.to_thread(sign_in.first_conversations)    # for the first paint; no SQLAlchemy, no network
    desk = await sign_in.resume()                                  # None: show the login
    desk = await sign_in.sign_in(gateway_url, login, password)     # raises AppError
    desk.problems                                                  # tuple of LocalProblem to tell the person about
    await desk.start()                                             # the loops: events, outbox, claims
    ...
    await desk.stop()                                              # then everything is on disk

`resume` works without a network. `spawn(coroutine, *, name)` is `runtime.tasks.Tasks.spawn`. `sign_in.remembered`
is the last (gateway_url, login) to fill the form with; `sign_in.persistent` is False where there is no keyring
(code `no_keyring`).
"""
