"""Evidence (根拠): where every figure of an estimate and of an edition comes from."""
