"""What a person says of her own situation, by common grids: hers alone until she shares it."""
