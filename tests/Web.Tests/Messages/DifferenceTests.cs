using Chat.Web.Messages;
using FsCheck;
using FsCheck.Fluent;

namespace Web.Tests.Messages;

public sealed class DifferenceTests
{
    [Fact]
    public void Words_are_compared() => Assert.Equal(
        [
            new Difference(Difference.Place.Both, "How do I "),
            new Difference(Difference.Place.Old, "sum"),
            new Difference(Difference.Place.New, "add"),
            new Difference(Difference.Place.Both, " a list?"),
        ],
        Difference.Between("How do I sum a list?", "How do I add a list?"));

    [Fact]
    public void Long_texts_are_compared_by_lines()
    {
        var lines = string.Concat(Enumerable.Repeat("the same words\n", 1_000));

        Assert.Equal(
            [new Difference(Difference.Place.Both, lines), new Difference(Difference.Place.Old, "old word"), new Difference(Difference.Place.New, "new word")],
            Difference.Between(lines + "old word", lines + "new word"));
    }

    [Fact]
    public void Both_texts_can_be_read_in_the_differences() =>
        Prop.ForAll(Gen.Elements("a", "b ", "\n", "\r\n", ", ", "é", "😀", "\t").ListOf().Select(string.Concat).Two().ToArbitrary(), texts =>
        {
            var differences = Difference.Between(texts.Item1, texts.Item2);
            Assert.Equal(texts.Item1, string.Concat(differences.Where(part => part.Kind != Difference.Place.New).Select(part => part.Text)));
            Assert.Equal(texts.Item2, string.Concat(differences.Where(part => part.Kind != Difference.Place.Old).Select(part => part.Text)));
        }).Check(Config.QuickThrowOnFailure);
}
