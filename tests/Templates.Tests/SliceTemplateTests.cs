namespace Templates.Tests;

/// <summary>A slice of <c>dotnet new chat-slice</c> works unchanged.</summary>
public sealed class SliceTemplateTests(NewSlices made)
{
    public static TheoryData<string> Areas => [.. NewSlices.Areas];

    [Theory]
    [MemberData(nameof(Areas))]
    public void A_slice_compiles_and_its_test_calls_it_over_HTTP(string area) => made.ShouldHavePassed($"{area}.Try{area}Tests");

    [Fact]
    public void The_rules_for_all_slices_hold_for_the_new_ones() => made.RulesShouldHold();
}
