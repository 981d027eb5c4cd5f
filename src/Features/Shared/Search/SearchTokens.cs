namespace Chat.Features.Shared.Search;

/// <summary>Splits text into words and characters: used for what is stored and for what is asked.</summary>
internal static class SearchTokens
{
    private enum Kind
    {
        /// <summary>Ends a word.</summary>
        Separator,

        /// <summary>Belongs to what is before it: marks, invisible characters.</summary>
        Extender,

        /// <summary>A letter or a digit.</summary>
        Letter,

        /// <summary>A letter of a script without spaces.</summary>
        Character,

        /// <summary>A symbol that stands for letters, such as ㎏.</summary>
        Symbol,
    }

    internal static IEnumerable<SearchToken> Of(string text)
    {
        var (start, first, open, point, index) = (0, 0, Kind.Separator, 0, 0);
        var follows = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var kind = KindOf(rune);
            if (kind == Kind.Extender && open == Kind.Separator)
                kind = IsInvisible(rune) ? Kind.Separator : Kind.Letter;
            if (kind != Kind.Extender && (kind != Kind.Letter || open != Kind.Letter))
            {
                if (open != Kind.Separator)
                    yield return Token(index);
                follows = open == Kind.Character && kind == Kind.Character;
                (start, first, open) = (index, point, kind);
            }
            index += rune.Utf16SequenceLength;
            point++;
        }
        if (open != Kind.Separator)
            yield return Token(text.Length);

        SearchToken Token(int end) => new(SearchText.Fold(text[start..end]), first, point - first, open == Kind.Character, follows);
    }

    private static Kind KindOf(Rune rune)
    {
        if (rune.IsAscii)
            return char.IsAsciiLetterOrDigit((char)rune.Value) ? Kind.Letter : Kind.Separator;
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber:
                return Kind.Letter;
            case UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber:
                // The half-width sound marks of katakana are letters to Unicode.
                return rune.Value is 0xFF9E or 0xFF9F ? Kind.Extender : HasNoSpaces(rune.Value) ? Kind.Character : Kind.Letter;
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
                return Kind.Extender;
            case UnicodeCategory.OtherSymbol:
                return rune.ToString().Normalize(NormalizationForm.FormKD).Any(char.IsLetterOrDigit) ? Kind.Symbol : Kind.Separator;
            default:
                return Kind.Separator;
        }
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    private static bool HasNoSpaces(int rune) => rune
        is (>= 0x0E00 and <= 0x0EFF) // Thai, Lao
        or (>= 0x1000 and <= 0x109F) or (>= 0xA9E0 and <= 0xA9FF) or (>= 0xAA60 and <= 0xAA7F) // Myanmar
        or (>= 0x1780 and <= 0x17FF) or (>= 0x1950 and <= 0x19DF) or (>= 0x1A20 and <= 0x1AAF) // Khmer, Tai Le, New Tai Lue, Tai Tham
        or (>= 0x2E80 and <= 0x2FDF) or (>= 0x3005 and <= 0x3007) or (>= 0x3021 and <= 0x312F) or (>= 0x31A0 and <= 0x31FF) // Han, kana, Bopomofo
        or (>= 0x3400 and <= 0x9FFF) or (>= 0xA000 and <= 0xA4CF) or (>= 0xF900 and <= 0xFAFF) // Han, Yi
        or (>= 0xFF66 and <= 0xFF9F) or (>= 0x1B000 and <= 0x1B16F) or (>= 0x20000 and <= 0x3FFFF); // half-width and old kana, Han
}
