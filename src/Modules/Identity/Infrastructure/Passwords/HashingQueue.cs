using System.Diagnostics.Metrics;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Infrastructure.Passwords;

/// <summary>
/// Threads that compute password hashes and nothing else, and those who wait for them, first come first served: the pool's threads stay
/// free for other requests, and no hash pays for the start of a thread. Whoever would wait longer than is reasonable is refused at once;
/// whoever is not gets an answer, or has gone away.
/// </summary>
internal sealed class HashingQueue : IDisposable
{
    /// <summary>Until the first one is measured: bcrypt of cost 12 on an ordinary core.</summary>
    private static readonly TimeSpan AssumedDuration = TimeSpan.FromMilliseconds(250);

    /// <summary>The share of the latest duration in their mean.</summary>
    private const double Weight = 1.0 / 8;

    private readonly Lock _gate = new();
    private readonly LinkedList<Job> _waiting = [];
    private readonly SemaphoreSlim _ready = new(0);
    private readonly int _threads;
    private readonly TimeSpan _longestWait;
    private readonly TimeProvider _clock;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _durations;
    private TimeSpan? _measured;
    private int _running;
    private bool _isClosed;

    /// <param name="threads">How many hashes are computed at a time.</param>
    /// <param name="longestWait">Who would wait longer until it begins is refused.</param>
    /// <param name="clock">Measures how long a hash takes.</param>
    /// <param name="meter">Tells operators how many wait, are refused and are computed.</param>
    public HashingQueue(int threads, TimeSpan longestWait, TimeProvider clock, Meter meter)
    {
        (_threads, _longestWait, _clock) = (threads, longestWait, clock);
        meter.CreateObservableGauge("monolith.passwords.waiting", () => Waiting, "{password}", "Passwords that wait to be hashed or tried.");
        _refused = meter.CreateCounter<long>("monolith.passwords.refused", "{password}", "Passwords that would have waited too long.");
        _durations = meter.CreateHistogram<double>("monolith.passwords.duration", "s", "Time to hash or try a password.");
        for (var i = 0; i < threads; i++)
            new Thread(Work) { IsBackground = true, Name = "password hashing" }.Start();
    }

    public int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>Whether somebody would have to wait.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_gate)
                return ExpectedWait() > TimeSpan.Zero;
        }
    }

    /// <exception cref="BusyException">It would have begun too late.</exception>
    /// <exception cref="OperationCanceledException">Whoever waited went away before it began.</exception>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        var job = new Job<T>(work, cancellationToken);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (ExpectedWait() is var wait && wait > _longestWait)
            {
                _refused.Add(1);
                throw new BusyException(IdentityErrors.Busy, wait);
            }

            job.Place = _waiting.AddLast(job);
        }

        _ready.Release();
        // Outside the lock: it leaves at once when it has gone away meanwhile.
        job.LeaveWhenCancelled(this);
        return job.Answered;
    }

    /// <summary>The threads end when nothing waits any more.</summary>
    public void Dispose()
    {
        lock (_gate)
            _isClosed = true;
        _ready.Release(_threads);
    }

    /// <summary>Until a newcomer's turn, when all go on as the last ones did.</summary>
    private TimeSpan ExpectedWait() =>
        (_measured ?? AssumedDuration) * Math.Max(0, _waiting.Count + _running - _threads + 1) / _threads;

    private void Work()
    {
        while (true)
        {
            _ready.Wait();
            if (TryBegin() is { } job)
            {
                var start = _clock.GetTimestamp();
                job.Compute();
                End(_clock.GetElapsedTime(start));
                // Only now: whoever gets the answer finds this thread free.
                job.Answer();
            }
            else if (_isClosed)
            {
                return;
            }
        }
    }

    /// <returns>Null when the one that this call was for has left.</returns>
    private Job? TryBegin()
    {
        lock (_gate)
        {
            if (_waiting.First is not { Value: var job })
                return null;
            Remove(job);
            _running++;
            return job;
        }
    }

    private void End(TimeSpan duration)
    {
        _durations.Record(duration.TotalSeconds);
        lock (_gate)
        {
            _running--;
            _measured = _measured is { } mean ? mean + ((duration - mean) * Weight) : duration;
        }
    }

    private bool TryLeave(Job job)
    {
        lock (_gate)
            return Remove(job);
    }

    private bool Remove(Job job)
    {
        if (job.Place is not { } place)
            return false;
        job.Place = null;
        _waiting.Remove(place);
        return true;
    }

    private abstract class Job
    {
        /// <summary>Null as soon as it does not wait any more.</summary>
        public LinkedListNode<Job>? Place { get; set; }

        public abstract void Compute();

        public abstract void Answer();
    }

    private sealed class Job<T>(Func<T> work, CancellationToken cancellationToken) : Job
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private CancellationTokenRegistration _cancellation;
        private Exception? _failure;
        private T? _value;

        public Task<T> Answered => _answer.Task;

        public void LeaveWhenCancelled(HashingQueue queue) => _cancellation = cancellationToken.Register(() =>
        {
            if (queue.TryLeave(this))
                _answer.TrySetCanceled(cancellationToken);
        });

        public override void Compute()
        {
            try
            {
                _value = work();
            }
            catch (Exception exception)
            {
                _failure = exception;
            }
        }

        public override void Answer()
        {
            _cancellation.Unregister();
            if (_failure is null)
                _answer.SetResult(_value!);
            else
                _answer.SetException(_failure);
        }
    }
}
