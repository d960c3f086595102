using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

/// <summary>Identity's stores in memory, as far as the pages need them.</summary>
internal sealed class MemoryUsers :
    IUserPasswordStore<IdentityUser>,
    IUserRoleStore<IdentityUser>,
    IUserLockoutStore<IdentityUser>,
    IUserClaimStore<IdentityUser>,
    IUserSecurityStampStore<IdentityUser>,
    IQueryableUserStore<IdentityUser>,
    IRoleStore<IdentityRole>
{
    private readonly Dictionary<string, IdentityUser> users = [];
    private readonly Dictionary<string, List<string>> roles = [];
    private readonly Dictionary<string, List<Claim>> claims = [];

    public IQueryable<IdentityUser> Users
    {
        get
        {
            lock (users) return users.Values.ToList().AsQueryable();
        }
    }

    public Task<IdentityResult> CreateAsync(IdentityUser user, CancellationToken cancellationToken)
    {
        lock (users) users.Add(user.Id, user);
        return Task.FromResult(IdentityResult.Success);
    }

    public Task<IdentityResult> UpdateAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);

    public Task<IdentityResult> DeleteAsync(IdentityUser user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityUser?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        lock (users) return Task.FromResult(users.GetValueOrDefault(userId));
    }

    public Task<IdentityUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        lock (users) return Task.FromResult(users.Values.FirstOrDefault(user => user.NormalizedUserName == normalizedUserName));
    }

    public Task<string> GetUserIdAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.UserName);

    public Task<string?> GetNormalizedUserNameAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.NormalizedUserName);

    public Task SetUserNameAsync(IdentityUser user, string? userName, CancellationToken cancellationToken) => Set(() => user.UserName = userName);

    public Task SetNormalizedUserNameAsync(IdentityUser user, string? normalizedName, CancellationToken cancellationToken) => Set(() => user.NormalizedUserName = normalizedName);

    public Task SetPasswordHashAsync(IdentityUser user, string? passwordHash, CancellationToken cancellationToken) => Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task AddToRoleAsync(IdentityUser user, string roleName, CancellationToken cancellationToken) => Set(() => RolesOf(user).Add(roleName));

    public Task RemoveFromRoleAsync(IdentityUser user, string roleName, CancellationToken cancellationToken) => Set(() => RolesOf(user).Remove(roleName));

    // Identity hands in normalised names; the names in tests are their own display names.
    public Task<IList<string>> GetRolesAsync(IdentityUser user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<string>>([.. RolesOf(user).Select(role => role[..1] + role[1..].ToLowerInvariant())]);

    public Task<bool> IsInRoleAsync(IdentityUser user, string roleName, CancellationToken cancellationToken) => Task.FromResult(RolesOf(user).Contains(roleName));

    public Task<IList<IdentityUser>> GetUsersInRoleAsync(string roleName, CancellationToken cancellationToken) =>
        Task.FromResult<IList<IdentityUser>>([.. Users.ToList().Where(user => RolesOf(user).Contains(roleName))]);

    public Task<IList<Claim>> GetClaimsAsync(IdentityUser user, CancellationToken cancellationToken)
    {
        lock (claims) return Task.FromResult<IList<Claim>>([.. claims.GetValueOrDefault(user.Id) ?? []]);
    }

    public Task AddClaimsAsync(IdentityUser user, IEnumerable<Claim> added, CancellationToken cancellationToken)
    {
        lock (claims) claims[user.Id] = [.. claims.GetValueOrDefault(user.Id) ?? [], .. added];
        return Task.CompletedTask;
    }

    public Task ReplaceClaimAsync(IdentityUser user, Claim claim, Claim newClaim, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemoveClaimsAsync(IdentityUser user, IEnumerable<Claim> removed, CancellationToken cancellationToken)
    {
        lock (claims) claims.GetValueOrDefault(user.Id)?.RemoveAll(claim => removed.Any(gone => gone.Type == claim.Type && gone.Value == claim.Value));
        return Task.CompletedTask;
    }

    public Task<IList<IdentityUser>> GetUsersForClaimAsync(Claim claim, CancellationToken cancellationToken)
    {
        lock (claims)
            return Task.FromResult<IList<IdentityUser>>([.. Users.ToList().Where(user => claims.GetValueOrDefault(user.Id)?.Any(held => held.Type == claim.Type && held.Value == claim.Value) == true)]);
    }

    public Task SetSecurityStampAsync(IdentityUser user, string stamp, CancellationToken cancellationToken) => Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.SecurityStamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.LockoutEnd);

    public Task SetLockoutEndDateAsync(IdentityUser user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) => Set(() => user.LockoutEnd = lockoutEnd);

    public Task<int> IncrementAccessFailedCountAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(++user.AccessFailedCount);

    public Task ResetAccessFailedCountAsync(IdentityUser user, CancellationToken cancellationToken) => Set(() => user.AccessFailedCount = 0);

    public Task<int> GetAccessFailedCountAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.AccessFailedCount);

    public Task<bool> GetLockoutEnabledAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.LockoutEnabled);

    public Task SetLockoutEnabledAsync(IdentityUser user, bool enabled, CancellationToken cancellationToken) => Set(() => user.LockoutEnabled = enabled);

    public Task<IdentityResult> CreateAsync(IdentityRole role, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(IdentityRole role, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(IdentityRole role, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> GetRoleIdAsync(IdentityRole role, CancellationToken cancellationToken) => Task.FromResult(role.Id);

    public Task<string?> GetRoleNameAsync(IdentityRole role, CancellationToken cancellationToken) => Task.FromResult(role.Name);

    public Task SetRoleNameAsync(IdentityRole role, string? roleName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string?> GetNormalizedRoleNameAsync(IdentityRole role, CancellationToken cancellationToken) => Task.FromResult(role.NormalizedName);

    public Task SetNormalizedRoleNameAsync(IdentityRole role, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IdentityRole?> IRoleStore<IdentityRole>.FindByIdAsync(string roleId, CancellationToken cancellationToken) => Task.FromResult<IdentityRole?>(null);

    Task<IdentityRole?> IRoleStore<IdentityRole>.FindByNameAsync(string normalizedRoleName, CancellationToken cancellationToken) => Task.FromResult<IdentityRole?>(null);

    public void Dispose()
    {
    }

    private List<string> RolesOf(IdentityUser user)
    {
        lock (roles) return roles.TryGetValue(user.Id, out var found) ? found : roles[user.Id] = [];
    }

    private static Task Set(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}
