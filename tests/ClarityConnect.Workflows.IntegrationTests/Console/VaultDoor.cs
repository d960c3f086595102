namespace ClarityConnect.Workflows.IntegrationTests.Console;

/// <summary>The doors of the vault.</summary>
public enum VaultDoor
{
    /// <summary>The one to the street.</summary>
    Front,

    /// <summary>The one to the yard.</summary>
    Back,
}
