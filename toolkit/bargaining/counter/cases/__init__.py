"""Which cases are covered: closed lists and open ones, conditions, and all of them or some?"""
