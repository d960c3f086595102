using System.IO.Compression;
using ClarityConnect.Workflows.Console.Imports;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Console;

public class Files_come_back_as_they_were
{
    [Theory]
    [InlineData("")]
    [InlineData("{\"name\": \"Größe 😀\"}\r\n")]
    public void What_was_packed_is_unpacked(string text) => CarriedFile.Unpack(CarriedFile.Pack(text)).ShouldBe(text);

    [Theory]
    [InlineData("!!")]
    [InlineData("bm90IHppcHBlZA==")]
    public void Anything_else_is_refused(string packed) => CarriedFile.Unpack(packed).ShouldBeNull();

    [Fact]
    public void A_small_text_that_unpacks_to_a_huge_one_is_refused()
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(new byte[11 * 1024 * 1024]);
        CarriedFile.Unpack(Convert.ToBase64String(buffer.ToArray())).ShouldBeNull();
    }
}
