using Microsoft.Extensions.DependencyInjection;

namespace Wolverine.Runtime.Handlers;

/// <summary>What one attempt to handle a message has at hand. Compiled calls take their arguments from here.</summary>
internal sealed class Invocation(MessageContext context, IServiceProvider services, int variables, CancellationToken cancellation)
{
    private readonly object?[] _variables = new object?[variables];

    public MessageContext Context => context;

    public Envelope Envelope => context.Envelope!;

    public object Message => context.Envelope!.Message!;

    public IServiceProvider Services => services;

    public CancellationToken Cancellation => cancellation;

    public object? Get(int variable) => _variables[variable];

    public void Set(int variable, object? value) => _variables[variable] = value;

    /// <summary>The instance that the methods of one handler or middleware class share during the attempt.</summary>
    public object GetOrCreate(int variable, ObjectFactory factory) => _variables[variable] ??= factory(services, null);

    /// <summary>Disposes what was made for this attempt outside the container, the youngest first.</summary>
    public async ValueTask DisposeVariablesAsync()
    {
        for (var i = _variables.Length - 1; i >= 0; i--)
        {
            switch (_variables[i])
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }
        }
    }
}
