using System.Text;

namespace Chat.Bench.Results;

/// <summary>A table for the terminal, in Markdown: the first column aligned left, all others right.</summary>
internal sealed class TextTable(params string[] header)
{
    private readonly List<string[]> _rows = [header];

    public void Add(params string[] row) => _rows.Add(row);

    public override string ToString()
    {
        var widths = Enumerable.Range(0, header.Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in _rows)
        {
            Line(row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));
            if (ReferenceEquals(row, header))
                Line(widths.Select((width, column) => column == 0 ? new string('-', width) : new string('-', width - 1) + ":"));
        }
        return text.ToString();

        void Line(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
    }
}
