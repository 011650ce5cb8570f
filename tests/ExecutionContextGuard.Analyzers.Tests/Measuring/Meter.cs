using System.Diagnostics;

namespace ExecutionContextGuard.Measuring;

/// <summary>What our own actions cost in one run: calls, time and allocated bytes of the thread that ran them. One run at a time, on one thread.</summary>
public sealed class Meter
{
    private const int Idle = 100_000;

    private readonly SortedDictionary<string, Cost> _actions = new(StringComparer.Ordinal);

    public Cost Start { get; } = new();

    /// <summary>The actions by what they are called for.</summary>
    public IReadOnlyDictionary<string, Cost> Actions => _actions;

    /// <summary>All actions together.</summary>
    public Cost Operations
    {
        get
        {
            var all = new Cost();
            foreach (var cost in _actions.Values)
            {
                all.Add(cost);
            }

            return all;
        }
    }

    /// <summary>
    /// Our share of the pauses for garbage collection, by what we allocated of all that was: whose turn it is when one begins
    /// says nothing of who made it necessary.
    /// </summary>
    public TimeSpan Collections { get; private set; }

    /// <summary>All that the run took from the machine on our account.</summary>
    public TimeSpan Time => Start.Time + Operations.Time + Collections;

    public long Bytes => Start.Bytes + Operations.Bytes;

    /// <summary>What the meter itself takes for so many calls, which every figure of it contains.</summary>
    public static TimeSpan OfItself(long calls)
    {
        var cost = new Cost();
        for (var i = 0; i < Idle; i++)
        {
            cost.Of(static _ => { }, i);
        }

        return cost.Time * ((double)calls / Idle);
    }

    /// <summary>Where the calls of the action are added up.</summary>
    public Cost Of(string action)
    {
        if (!_actions.TryGetValue(action, out var cost))
        {
            _actions.Add(action, cost = new Cost());
        }

        return cost;
    }

    /// <summary>Called after the run with what the whole process allocated and how long it paused for that.</summary>
    public void Bill(long allocated, TimeSpan pauses) => Collections = pauses * Math.Min(1, (double)Bytes / allocated);

    public sealed class Cost
    {
        private long _ticks;
        private TimeSpan _pauses;

        public long Calls { get; private set; }

        public long Bytes { get; private set; }

        public TimeSpan Time => TimeSpan.FromSeconds((double)_ticks / Stopwatch.Frequency) - _pauses;

        public void Add(Cost other)
        {
            _ticks += other._ticks;
            _pauses += other._pauses;
            Calls += other.Calls;
            Bytes += other.Bytes;
        }

        public void Of<T>(Action<T> action, T context)
        {
            var pauses = GC.GetTotalPauseDuration();
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var ticks = Stopwatch.GetTimestamp();
            action(context);
            _ticks += Stopwatch.GetTimestamp() - ticks;
            Bytes += GC.GetAllocatedBytesForCurrentThread() - bytes;
            _pauses += GC.GetTotalPauseDuration() - pauses;
            Calls++;
        }
    }
}
