using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Monolith.Shared.Infrastructure.Http;

namespace Monolith.Tests.Unit.Shared;

public sealed class MergePatchTests
{
    /// <summary>The examples of RFC 7396, appendix A, whose patches are objects.</summary>
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", "{}")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void A_patch_does_what_the_standard_says(string target, string patch, string expected) =>
        JsonNode.DeepEquals(Patch(patch).ApplyTo(JsonNode.Parse(target)!.AsObject()), JsonNode.Parse(expected)).ShouldBeTrue();

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"a\"")]
    public void What_is_no_object_is_no_patch(string patch) =>
        Should.Throw<BadHttpRequestException>(() => Patch(patch)).InnerException.ShouldBeOfType<JsonException>();

    [Fact]
    public void A_value_of_the_wrong_type_is_refused_with_its_field() =>
        Should.Throw<BadHttpRequestException>(() => Patch("""{"name":[1]}""").ApplyTo(new Thing("a")))
            .InnerException.ShouldBeOfType<JsonException>().Path.ShouldBe("$.name");

    [Fact]
    public void What_the_target_does_not_have_is_ignored() =>
        Patch("""{"role":"admin"}""").ApplyTo(new Thing("a")).ShouldBe(new Thing("a"));

    private static MergePatch Patch(string text) => MergePatch.Of(JsonElement.Parse(text));

    private sealed record Thing(string? Name);
}
