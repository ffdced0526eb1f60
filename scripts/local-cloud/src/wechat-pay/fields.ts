import { PayError, type PayErrorDetail } from './errors.js';

/** Limits of a text field; lengths are in characters unless named bytes. */
export interface TextRule {
  min?: number;
  max?: number;
  maxBytes?: number;
  pattern?: RegExp;
}

/** Reads the fields of a request one by one; whatever is missing or malformed is a PARAM_ERROR that names it. */
export class Fields {
  private constructor(
    private readonly values: Record<string, unknown>,
    private readonly location: PayErrorDetail['location'],
    private readonly at: string,
  ) {}

  /** @throws PayError PARAM_ERROR when the body is not a JSON object */
  static ofBody(body: Buffer): Fields {
    let value: unknown;
    try {
      value = JSON.parse(body.toString('utf8'));
    } catch {
      throw new PayError('PARAM_ERROR', '请求体不是合法的JSON');
    }
    if (!isObject(value)) throw new PayError('PARAM_ERROR', '请求体必须是JSON对象');
    return new Fields(value, 'body', '');
  }

  static of(values: Record<string, unknown>): Fields {
    return new Fields(values, 'body', '');
  }

  static ofQuery(query: URLSearchParams): Fields {
    return new Fields(Object.fromEntries(query), 'query', '');
  }

  /** A required text. */
  text(key: string, rule: TextRule = {}): string {
    const value = this.optionalText(key, rule);
    if (value === undefined) this.fail(key, '必填参数缺失');
    return value;
  }

  optionalText(key: string, rule: TextRule = {}): string | undefined {
    const value = this.values[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') this.fail(key, '类型必须是string');
    const { min = 1, max = Number.POSITIVE_INFINITY, maxBytes = Number.POSITIVE_INFINITY, pattern } = rule;
    const length = [...value].length;
    if (length < min || length > max) this.fail(key, `长度必须在${min}到${max}个字符之间`);
    if (Buffer.byteLength(value) > maxBytes) this.fail(key, `长度不能超过${maxBytes}个字节`);
    if (pattern && !pattern.test(value)) this.fail(key, '格式不符合规则');
    return value;
  }

  /** A required whole number. */
  integer(key: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
    const value = this.values[key];
    if (value === undefined || value === null) this.fail(key, '必填参数缺失');
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) this.fail(key, '类型必须是integer');
    if (value < min) this.fail(key, `不能小于${min}`);
    if (value > max) this.fail(key, `不能大于${max}`);
    return value;
  }

  /** A required object. */
  object(key: string): Fields {
    const value = this.optionalObject(key);
    if (value === undefined) this.fail(key, '必填参数缺失');
    return value;
  }

  optionalObject(key: string): Fields | undefined {
    const value = this.values[key];
    if (value === undefined || value === null) return undefined;
    if (!isObject(value)) this.fail(key, '类型必须是object');
    return new Fields(value, this.location, `${this.at}/${key}`);
  }

  /** A required, non-empty list of objects. */
  list(key: string): Fields[] {
    const value = this.values[key];
    if (!Array.isArray(value) || value.length === 0) this.fail(key, '必须是非空数组');
    return value.map((item: unknown, index) => {
      if (!isObject(item)) this.fail(key, '数组成员必须是object');
      return new Fields(item, this.location, `${this.at}/${key}/${index}`);
    });
  }

  /** Refuses a field, saying why. */
  fail(key: string, issue: string): never {
    throw new PayError('PARAM_ERROR', `参数错误: ${key}${issue}`, {
      location: this.location,
      field: `${this.at}/${key}`,
      issue,
      value: this.values[key],
    });
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
