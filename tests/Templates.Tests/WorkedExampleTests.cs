namespace Templates.Tests;

/// <summary>The code in CONTRIBUTING.md compiles and its tests pass.</summary>
public sealed class WorkedExampleTests(NewSlices made)
{
    [Fact]
    public void Every_block_of_code_is_a_file_below_src_or_tests()
    {
        made.Example.ShouldNotBeEmpty();
        made.Example.Count.ShouldBe(made.BlocksOfCode);
        made.Example.ShouldAllBe(file => !file.Path.Contains("..") && (file.Path.StartsWith("src/") || file.Path.StartsWith("tests/")));
    }

    [Fact]
    public void The_example_compiles_and_its_tests_pass()
    {
        made.ExampleTests.ShouldNotBeEmpty();

        foreach (var name in made.ExampleTests)
            made.ShouldHavePassed(name);
    }
}
