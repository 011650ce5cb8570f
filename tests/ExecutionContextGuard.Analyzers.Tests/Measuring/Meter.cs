using System.Diagnostics;

namespace ExecutionContextGuard.Measuring;

/// <summary>What our own actions cost in one run: calls, time and allocated bytes of the thread that ran them. One run at a time, on one thread.</summary>
public sealed class Meter
{
    public Cost Start { get; } = new();

    public Cost Operations { get; } = new();

    public sealed class Cost
    {
        private long _ticks;

        public long Calls { get; private set; }

        public long Bytes { get; private set; }

        public TimeSpan Time => TimeSpan.FromSeconds((double)_ticks / Stopwatch.Frequency);

        public void Of<T>(Action<T> action, T context)
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var ticks = Stopwatch.GetTimestamp();
            action(context);
            _ticks += Stopwatch.GetTimestamp() - ticks;
            Bytes += GC.GetAllocatedBytesForCurrentThread() - bytes;
            Calls++;
        }
    }
}
