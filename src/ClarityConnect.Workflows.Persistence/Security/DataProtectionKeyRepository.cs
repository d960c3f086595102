using System.Xml.Linq;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Security;

/// <summary>Keeps the key ring of Data Protection in the database, so that every node reads what another wrote. The interface is synchronous.</summary>
/// <param name="contexts">Makes contexts.</param>
public sealed class DataProtectionKeyRepository(IDbContextFactory<WorkflowDbContext> contexts) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var context = contexts.CreateDbContext();
        return [.. context.DataProtectionKeys.AsNoTracking().OrderBy(key => key.Id).Select(key => key.Xml).ToList().Select(XElement.Parse)];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var context = contexts.CreateDbContext();
        context.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        context.SaveChanges();
    }
}
