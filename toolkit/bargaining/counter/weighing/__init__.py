"""How much what was noticed weighs: a loss that is told, or a doubt that is shown."""
