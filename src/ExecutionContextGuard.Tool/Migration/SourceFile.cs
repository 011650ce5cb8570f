using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Tool.Migration;

/// <summary>A source file as bytes: read and written so that nothing but the changed text changes, neither encoding nor byte order mark.</summary>
internal sealed class SourceFile
{
    private static readonly byte[][] s_marks = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]];

    private readonly byte[] _mark;
    private readonly Encoding _encoding;

    private SourceFile(string path, byte[] content, byte[] mark, Encoding encoding)
    {
        Path = path;
        Content = content;
        _mark = mark;
        _encoding = encoding;
    }

    /// <summary>Where the content lies: the file that a symbolic link leads to, not the link.</summary>
    public string Path { get; }

    public byte[] Content { get; }

    /// <summary>Reads the file that was loaded as the text; a sentence instead when it may not be written.</summary>
    public static (SourceFile? File, string? Refusal) Read(string path, SourceText loaded)
    {
        try
        {
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            if (IsReadOnly(target))
            {
                return (null, "it is read-only");
            }

            var content = File.ReadAllBytes(target);
            var mark = s_marks.FirstOrDefault(mark => content.AsSpan().StartsWith(mark)) ?? [];
            var encoding = mark.Length switch
            {
                3 => new UTF8Encoding(false),
                2 => mark[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode,
                _ => loaded.Encoding ?? new UTF8Encoding(false),
            };
            var file = new SourceFile(target, content, mark, encoding);
            if (encoding.GetString(content.AsSpan(mark.Length)) != loaded.ToString())
            {
                return (null, "it was changed while ecguard was working");
            }

            return file.Encode(loaded.ToString()).AsSpan().SequenceEqual(content)
                ? (file, null)
                : (null, $"its encoding ({encoding.WebName}) cannot be written back exactly");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, failure.Message);
        }
    }

    public byte[] Encode(string text) => [.. _mark, .. _encoding.GetBytes(text)];

    private static bool IsReadOnly(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return (File.GetAttributes(path) & FileAttributes.ReadOnly) != 0;
        }

        // Nobody may write it. Whether this user may is for the operating system to say.
        return (File.GetUnixFileMode(path) & (UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == 0;
    }
}
