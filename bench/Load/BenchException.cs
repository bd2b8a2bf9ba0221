namespace Monolith.Bench.Load;

/// <summary>One sentence for whoever runs the benchmark: what is wrong, and what to do.</summary>
internal sealed class BenchException(string message) : Exception(message);
