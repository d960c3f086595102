using System.Text;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Tests.Stores;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Http;

public sealed class DownloadStoreTests
{
    private readonly ManualTime time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_download_is_kept_for_half_an_hour()
    {
        using var store = new DownloadStore(time);
        await KeepAsync(store, "a", "first");

        (await ReadAsync(store, "a")).ShouldBe("first");
        (await ReadAsync(store, "b")).ShouldBeNull();
        time.Now += TimeSpan.FromMinutes(31);
        (await ReadAsync(store, "a")).ShouldBeNull();
    }

    [Fact]
    public async Task A_reader_keeps_what_it_opened_when_a_newer_download_takes_its_place()
    {
        using var store = new DownloadStore(time);
        await KeepAsync(store, "a", "first");
        await using var open = store.Open("a")!;
        await KeepAsync(store, "a", "second");

        using var reader = new StreamReader(open.Content);
        (await reader.ReadToEndAsync(Token)).ShouldBe("first");
        (await ReadAsync(store, "a")).ShouldBe("second");
    }

    [Fact]
    public async Task The_oldest_makes_room()
    {
        using var store = new DownloadStore(time);
        for (var i = 0; i <= 64; i++)
        {
            await KeepAsync(store, $"{i}", "x");
            time.Now += TimeSpan.FromSeconds(1);
        }

        (await ReadAsync(store, "0")).ShouldBeNull();
        (await ReadAsync(store, "1")).ShouldBe("x");
        (await ReadAsync(store, "64")).ShouldBe("x");
    }

    private static async Task KeepAsync(DownloadStore store, string id, string text)
    {
        await using var download = new HttpDownload(new MemoryStream(Encoding.UTF8.GetBytes(text)), "text/plain", "a.txt", "\"1\"", true, id);
        await store.KeepAsync(download, Token);
        download.Content.Position.ShouldBe(0);
    }

    private static async Task<string?> ReadAsync(DownloadStore store, string id)
    {
        await using var download = store.Open(id);
        if (download is null)
            return null;
        using var reader = new StreamReader(download.Content);
        return await reader.ReadToEndAsync(Token);
    }
}
