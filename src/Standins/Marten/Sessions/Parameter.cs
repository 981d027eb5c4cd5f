// How values become Npgsql parameters; '?' placeholders become positional ones.
using System.Collections.Concurrent;
using System.Text;
using Npgsql;

namespace Marten;

internal static class Parameter
{
    // SQL texts are constants of the slices, so this holds as many entries as there are texts.
    private static readonly ConcurrentDictionary<(char, string), string> Positional = new();

    internal static NpgsqlParameter ForId(object id) => id is long number
        ? new NpgsqlParameter<long> { TypedValue = number }
        : new NpgsqlParameter<string> { TypedValue = (string)id };

    internal static NpgsqlParameter For(object? value) => value switch
    {
        string text => new NpgsqlParameter<string> { TypedValue = text },
        long number => new NpgsqlParameter<long> { TypedValue = number },
        int number => new NpgsqlParameter<int> { TypedValue = number },
        _ => new NpgsqlParameter { Value = value ?? DBNull.Value },
    };

    /// <summary>Sets a setting of the database until the end of the transaction.</summary>
    internal static NpgsqlBatchCommand Setting(string name, string value) => new("select set_config($1, $2, true)") { Parameters = { For(name), For(value) } };

    internal static string ToPositional(char placeholder, string sql) => Positional.GetOrAdd((placeholder, sql), static key =>
    {
        var text = new StringBuilder(key.Item2.Length + 8);
        var number = 0;
        foreach (var c in key.Item2)
        {
            if (c == key.Item1)
                text.Append('$').Append(++number);
            else
                text.Append(c);
        }
        return text.ToString();
    });
}
