using ClarityConnect.Workflows.Engine.Plugins;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Plugins;

public sealed class Versions_and_ranges_are_read
{
    [Fact]
    public void Versions_are_ordered_as_Semantic_Versioning_says()
    {
        string[] ordered = ["0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0"];

        ordered.Reverse().Select(Read).Order().Select(version => version.ToString()).ShouldBe(ordered);
        Read("1.2.0+build.5").ShouldBe(Read("1.2.0"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("01.2.3")]
    [InlineData("v1.2.3")]
    [InlineData("1.2.3-")]
    [InlineData("1.2.99999999999")]
    [InlineData("../1.2.3")]
    public void What_is_no_version_is_refused(string text) => PluginVersion.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("1.2", "1.2.0", true)]
    [InlineData("1.2", "1.9.3", true)]
    [InlineData("1.2", "1.1.9", false)]
    [InlineData("1.2", "2.0.0", false)]
    [InlineData("0.1", "0.1.0", true)]
    [InlineData("[1.2,3.0)", "2.9.9", true)]
    [InlineData("[1.2,3.0)", "3.0.0", false)]
    [InlineData("(1.2,3.0]", "1.2.0", false)]
    [InlineData("(1.2,3.0]", "3.0.0", true)]
    [InlineData("[1.2,)", "99.0.0", true)]
    [InlineData("(,2.0]", "0.0.1", true)]
    [InlineData("[1.4.2]", "1.4.2", true)]
    [InlineData("[1.4.2]", "1.4.3", false)]
    public void A_range_holds_what_lies_in_it(string range, string version, bool isIn) => SdkRange.Parse(range).ShouldNotBeNull().Contains(Version.Parse(version)).ShouldBe(isIn);

    [Theory]
    [InlineData("newest")]
    [InlineData("[1.2,3.0,4.0)")]
    [InlineData("(1.2)")]
    [InlineData("[a,b]")]
    public void What_is_no_range_is_refused(string text) => SdkRange.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("api.acme.example", "api.acme.example", true)]
    [InlineData("api.acme.example", "API.Acme.Example", true)]
    [InlineData("api.acme.example", "api.acme.example.evil.example", false)]
    [InlineData("*.acme.example", "eu.api.acme.example", true)]
    [InlineData("*.acme.example", "acme.example", false)]
    [InlineData("*.acme.example", "evilacme.example", false)]
    [InlineData("*", "anything", true)]
    public void A_plugin_reaches_the_hosts_that_it_names(string named, string host, bool isAllowed) => new PluginReach([named], []).Allows(host).ShouldBe(isAllowed);

    private static PluginVersion Read(string text)
    {
        PluginVersion.TryParse(text, out var version).ShouldBeTrue(text);
        return version!;
    }
}
