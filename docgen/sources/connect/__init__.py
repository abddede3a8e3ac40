"""How are pages had from PingCode and Worktile over the network?"""
