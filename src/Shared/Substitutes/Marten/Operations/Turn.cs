namespace Marten.Operations;

/// <summary>What somebody waits for until a writer takes it along with others': until then they may give up, and then hear what became of it.</summary>
internal class Turn() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private int isDecided;

    /// <summary>False when they have given up.</summary>
    public bool Take() => Interlocked.Exchange(ref isDecided, 1) == 0;

    /// <summary>Gives up as soon as the token is cancelled, unless it is too late.</summary>
    public CancellationTokenRegistration GiveUpOn(CancellationToken token) => token.UnsafeRegister(
        static (state, cancelled) =>
        {
            var turn = (Turn)state!;
            if (turn.Take()) turn.SetCanceled(cancelled);
        },
        this);
}
