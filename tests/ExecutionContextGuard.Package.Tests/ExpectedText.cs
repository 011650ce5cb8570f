namespace ExecutionContextGuard.Package.Tests;

/// <summary>
/// Compares with a committed file. With ECG_UPDATE_EXPECTED=1 in the environment the file is written instead, to be read in the diff.
/// </summary>
internal static class ExpectedText
{
    public static void Matches(string path, string actual)
    {
        actual = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("ECG_UPDATE_EXPECTED") == "1")
        {
            File.WriteAllText(path, actual);
        }

        var expected = File.Exists(path) ? (File.ReadAllText(path)).ReplaceLineEndings("\n") : "";
        Assert.True(
            expected == actual,
            $"{Path.GetRelativePath(RepositoryPaths.Root, path)} does not say what is. When the change is meant, set ECG_UPDATE_EXPECTED=1, run this project's tests again and read the diff.{Environment.NewLine}{Difference(expected, actual)}");
    }

    private static string Difference(string expected, string actual)
    {
        var before = expected.Split('\n');
        var after = actual.Split('\n');
        return string.Join(Environment.NewLine, [.. before.Except(after).Select(line => "- " + line), .. after.Except(before).Select(line => "+ " + line)]);
    }
}
