using System.Text.Json;
using Shouldly;

namespace ClarityConnect.Workflows.IntegrationTests.Scripting;

internal static class JsonAssertions
{
    public static void ShouldBeJson(this JsonElement actual, string expected) =>
        JsonElement.DeepEquals(actual, JsonElement.Parse(expected)).ShouldBeTrue($"{actual.GetRawText()} should be {expected}");
}
