using Chat.Features.Shared.Search;

namespace Features.Tests.Search;

public sealed partial class SearchTextTests
{
    [Theory]
    [InlineData("hello", "HELLO")]
    [InlineData("é", "e\u0301")]
    [InlineData("É", "e")]
    [InlineData("ñandú", "NANDU")]
    [InlineData("Việt Nam", "viet nam")]
    [InlineData("ß", "SS")]
    [InlineData("ẞ", "ss")]
    [InlineData("İ", "i")]
    [InlineData("ı", "I")]
    [InlineData("ﬁne", "FINE")]
    [InlineData("ſ", "S")]
    [InlineData("ΐ", "ι")]
    [InlineData("ς", "Σ")]
    [InlineData("ᾳ", "ΑΙ")]
    [InlineData("Ὀδυσσεύς", "οδυσσευσ")]
    [InlineData("ё", "Е")]
    [InlineData("й", "И\u0306")]
    [InlineData("և", "ԵՒ")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("ﻼ", "لا")]
    [InlineData("한", "\u1112\u1161\u11AB")]
    [InlineData("ｶﾞ", "ガ")]
    [InlineData("Ａ１", "a1")]
    [InlineData("क़", "क\u093C")]
    [InlineData("A\u030A", "Å")]
    [InlineData("K", "k")]
    [InlineData("co\u00ADop", "coop")]
    [InlineData("❤\uFE0F", "❤")]
    [InlineData("𝒜", "a")]
    public void Texts_that_differ_only_in_case_accents_width_or_form_are_equal(string one, string other) =>
        SearchText.Fold(one).ShouldBe(SearchText.Fold(other));

    [Theory]
    [InlineData("ガ", "カ")]
    [InlineData("か", "カ")]
    [InlineData("각", "가")]
    [InlineData("कि", "का")]
    [InlineData("กิ", "กี")]
    [InlineData("a", "b")]
    [InlineData("é", "\u0301")]
    public void Other_letters_and_the_vowels_of_other_scripts_stay_apart(string one, string other) =>
        SearchText.Fold(one).ShouldNotBe(SearchText.Fold(other));

    [Theory]
    [InlineData("\u0301")]
    [InlineData("\u200D")]
    [InlineData("\u00AD\u0301")]
    public void A_text_of_marks_alone_does_not_become_empty(string text) => SearchText.Fold(text).ShouldNotBeEmpty();
}
