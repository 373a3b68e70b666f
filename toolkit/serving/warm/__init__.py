"""How is a lesson run once, and forked for everybody?

The server starts one process with Python and the packages in it (`packages`). That forks a process for each lesson and
language, which runs the notebook without any connection (`rehearsal`, `lesson_kernel`) and then forks one for each
visitor (`fork`). The server speaks with all of them by messages (`messages`, `processes`), keeps one page for each
lesson (`page`, `lessons`), and Jupyter takes a fork for an ordinary kernel (`provisioner`).
"""
