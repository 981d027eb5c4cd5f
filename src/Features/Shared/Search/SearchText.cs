namespace Chat.Features.Shared.Search;

/// <summary>Folds text for search: used for what is stored and for what is asked.</summary>
internal static class SearchText
{
    /// <summary>
    /// Without case (full Unicode case folding), accents, width and invisible characters; NFC and NFD are equal. Never empty for a
    /// text that is not: one of accents alone keeps them.
    /// </summary>
    internal static string Fold(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToUpperInvariant();
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
            Append(folded, rune);
        return folded.Length == 0 ? text.ToUpperInvariant() : folded.ToString().Normalize(NormalizationForm.FormC);
    }

    // Upper case, since it joins what lower case does not, such as the two lower sigmas.
    private static void Append(StringBuilder folded, Rune rune)
    {
        switch (rune.Value)
        {
            case 'ß' or 'ẞ':
                folded.Append("SS");
                break;
            case 'ı':
                folded.Append('I');
                break;
            case 0x345: // The iota below a Greek letter is a letter of its own.
                folded.Append('Ι');
                break;
            default:
                if (!IsIgnored(rune))
                    folded.Append(Rune.ToUpperInvariant(rune).ToString());
                break;
        }
    }

    // Marks of other scripts are vowels and stay.
    private static bool IsIgnored(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format => true,
        UnicodeCategory.ModifierLetter => rune.Value is 0x0640, // The Arabic tatweel makes a word longer.
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => rune.Value
            is < 0x0780 // Latin, Greek, Cyrillic, Hebrew, Arabic, Syriac
            or (>= 0x0890 and <= 0x08FF) // more of Arabic
            or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) // more for all of them
            or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE2F) or (>= 0xE0100 and <= 0xE01EF), // variation selectors, half marks
        _ => false,
    };
}
