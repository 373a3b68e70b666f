"""How are cases, practices, actors and figures on record shown, the near ones first?"""
