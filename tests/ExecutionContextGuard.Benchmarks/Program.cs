using ExecutionContextGuard.Benchmarks;

// One scenario at a time: each warms up by itself, and none leaves memory behind for the next.
switch (args)
{
    case ["scale", .. var sizes]:
        await Scale.RunAsync(sizes);
        return 0;
    case ["fixall", .. var sizes]:
        await FixAll.RunAsync(sizes.Length == 0 ? [250, 500, 1_000, 2_000] : [.. sizes.Select(int.Parse)]);
        return 0;
    case ["estate", .. var sizes]:
        await EstateScan.RunAsync(sizes.Length == 0 ? [1_000, 5_000] : [.. sizes.Select(int.Parse)]);
        return 0;
    case ["gate"]:
        await Gate.RunAsync();
        return 0;
    case ["adversarial"]:
        await Adversarial.RunAsync();
        return 0;
    case ["real", var folder, .. var options]:
        await RealCode.RunAsync(folder, options);
        return 0;
    case ["fix", var folder, .. var options]:
        await RealFix.RunAsync(folder, options);
        return 0;
    default:
        Console.Error.WriteLine("""
            Say what to measure:
              scale [files ...] [--rounds <number>]
                                  generated code bases, by default of 1,000, 4,000 and 16,000 files, 5 rounds each
              fixall [files ...]  the same code bases, fixed whole, by default of 250 to 2,000 files
              estate [files ...]  ecguard scan beside compiling, 50 files a project, by default 1,000 and 5,000 files; with DOTNET_gcServer=1
              gate                a compilation in which nothing is guarded
              adversarial         code that is written to be slow
              real <folder> [--context <full type name>]... [--peer <analyzer assembly>]... [--rounds <number>] [--alone] [--production]
                                  all C# files beneath a folder, in one compilation that forgives errors, beside other analyzers;
                                  --production leaves out the files of tests and switches on what only production code is asked
              fix <folder> [--add <file>]... [--option <key=value>]... [--to <folder>]
                                  all C# files beneath a folder, fixed whole on a copy in memory: found, mended, declined, compile errors
            """);
        return 1;
}
