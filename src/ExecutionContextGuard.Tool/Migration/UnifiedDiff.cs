using System.Text;

namespace ExecutionContextGuard.Tool.Migration;

/// <summary>The difference of two texts in the form that `git apply` and `patch` take.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    public static string Of(string path, string before, string after)
    {
        var old = Lines(before);
        var @new = Lines(after);
        var script = Script(old, @new);
        var text = new StringBuilder();
        text.Append($"--- a/{path}\n+++ b/{path}\n");
        var i = 0;
        while (i < script.Count)
        {
            if (script[i].Kind == ' ')
            {
                i++;
                continue;
            }

            var start = Math.Max(0, i - Context);
            var end = i;
            // A hunk goes on while the next change is near enough that their contexts would touch.
            for (var k = i; k < script.Count && k <= end + (2 * Context); k++)
            {
                if (script[k].Kind != ' ')
                {
                    end = k;
                }
            }

            var stop = Math.Min(script.Count, end + Context + 1);
            Hunk(text, script, start, stop);
            i = stop;
        }

        return text.ToString();
    }

    private static void Hunk(StringBuilder text, List<(char Kind, string Line, int Old, int New)> script, int start, int stop)
    {
        var oldCount = 0;
        var newCount = 0;
        for (var i = start; i < stop; i++)
        {
            oldCount += script[i].Kind == '+' ? 0 : 1;
            newCount += script[i].Kind == '-' ? 0 : 1;
        }

        text.Append($"@@ -{script[start].Old + (oldCount == 0 ? 0 : 1)},{oldCount} +{script[start].New + (newCount == 0 ? 0 : 1)},{newCount} @@\n");
        for (var i = start; i < stop; i++)
        {
            text.Append(script[i].Kind).Append(script[i].Line);
            if (!script[i].Line.EndsWith('\n'))
            {
                text.Append("\n\\ No newline at end of file\n");
            }
        }
    }

    /// <summary>Lines with their ends, so that a changed line ending is a changed line.</summary>
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    /// <summary>The longest common subsequence of what lies between the equal beginning and the equal end.</summary>
    private static List<(char Kind, string Line, int Old, int New)> Script(List<string> old, List<string> @new)
    {
        var head = 0;
        while (head < old.Count && head < @new.Count && old[head] == @new[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < old.Count - head && tail < @new.Count - head && old[^(tail + 1)] == @new[^(tail + 1)])
        {
            tail++;
        }

        var rows = old.Count - head - tail;
        var columns = @new.Count - head - tail;
        var length = new int[rows + 1, columns + 1];
        for (var row = rows - 1; row >= 0; row--)
        {
            for (var column = columns - 1; column >= 0; column--)
            {
                length[row, column] = old[head + row] == @new[head + column]
                    ? length[row + 1, column + 1] + 1
                    : Math.Max(length[row + 1, column], length[row, column + 1]);
            }
        }

        var script = new List<(char, string, int, int)>();
        var (o, n) = (0, 0);
        while (o < old.Count || n < @new.Count)
        {
            var (r, c) = (o - head, n - head);
            var inside = r >= 0 && c >= 0 && (r < rows || c < columns);
            if (!inside || (r < rows && c < columns && old[o] == @new[n]))
            {
                script.Add((' ', old[o], o++, n++));
            }
            else if (r < rows && (c >= columns || length[r + 1, c] >= length[r, c + 1]))
            {
                script.Add(('-', old[o], o++, n));
            }
            else
            {
                script.Add(('+', @new[n], o, n++));
            }
        }

        return script;
    }
}
