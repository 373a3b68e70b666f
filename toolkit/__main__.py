"""So that ``python -m toolkit`` works too."""

from toolkit.commands import main

raise SystemExit(main())
