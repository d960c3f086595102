using ClarityConnect.Workflows.Sdk.Activities;

namespace Acme.Misbehaving;

/// <summary>Does in its constructor what the file beside its assembly says: throws, or never comes to an end.</summary>
[Activity("Acme.Misbehaving", "Acme", "Misbehaves while it is loaded.")]
public sealed class Misbehaves : CodeActivity
{
    public Misbehaves()
    {
        var folder = Path.GetDirectoryName(typeof(Misbehaves).Assembly.Location)!;
        if (File.Exists(Path.Combine(folder, "throw.txt")))
            throw new NotSupportedException("boom in the constructor");
        // Yields, so that the machine that runs the tests is still of use to them.
        while (File.Exists(Path.Combine(folder, "hang.txt")))
            Thread.CurrentThread.Join(20);
    }
}
