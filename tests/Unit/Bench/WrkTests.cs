using Monolith.Bench.Load;

namespace Monolith.Tests.Unit.Bench;

public sealed class WrkTests
{
    private const string Line =
        """
        load: {"requests":3000,"microseconds":2000000,"bytes":1500000,"connect":0,"read":0,"write":0,"timeout":0,"status":0,"p50":900,"p90":1500,"p99":4200,"max":9000,"mismatches":0,"example":""}
        """;

    [Fact]
    public void Reads_the_line_among_what_wrk_prints()
    {
        var turn = Wrk.Parse($"Running 2s test @ http://127.0.0.1\n  2 threads and 64 connections\n\n{Line}\n").ShouldNotBeNull();
        turn.PerSecond.ShouldBe(1_500);
        turn.BytesPerRequest.ShouldBe(500);
        turn.P99Milliseconds.ShouldBe(4.2);
        turn.Problem.ShouldBeNull();
    }

    [Fact]
    public void Finds_nothing_where_wrk_failed() => Wrk.Parse("unable to connect to 127.0.0.1:80 Connection refused").ShouldBeNull();

    [Fact]
    public void Names_what_went_wrong()
    {
        var turn = Wrk.Parse(Line)!;
        (turn with { Requests = 0 }).Problem.ShouldBe("it answered no request");
        (turn with { Status = 3 }).Problem.ShouldBe("3 of 3000 answers were errors");
        (turn with { Timeout = 2 }).Problem.ShouldBe("0 connections, 0 reads, 0 writes failed and 2 requests timed out");
        (turn with { Mismatches = 1, Example = "200 {}" }).Problem.ShouldBe("1 of 3000 answers were wrong, the first: 200 {}");
    }

    [Fact]
    public void Accepts_answers_of_the_verified_length_only()
    {
        var load = new WrkLoad("get", new Uri("http://127.0.0.1/people"), Connections: 1, new Dictionary<string, string>());
        var verified = Wrk.Parse(Line)!;
        Should.NotThrow(() => Wrk.Compare(load, verified with { Bytes = 1_520_000 }, verified));
        Should.Throw<BenchException>(() => Wrk.Compare(load, verified with { Bytes = 1_400_000 }, verified)).Message
            .ShouldBe("/people had answers of 467 bytes under load, but of 500 when it was verified.");
    }
}
