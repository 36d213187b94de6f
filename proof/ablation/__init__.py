"""Ablation: without any one of the safeguards what is promised does not hold."""
