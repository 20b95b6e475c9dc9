import { expect } from 'chai'
import { codeOfName } from '../../../../shared/intake/adoption/customers.js'
import { coreOfName, similarNames } from '../../../../shared/intake/adoption/similar-names.js'

const pairs = (...names: string[]) => similarNames(names, names).map(({ first, second }) => `${first} ~ ${second}`)

describe('names that are alike', () => {
  it('the same but for legal form and brackets', () => {
    expect(coreOfName('云汀机械（苏州）有限责任公司')).to.equal('云汀机械')
    expect(pairs('云汀机械（苏州）有限责任公司', '云汀机械')).to.deep.equal(['云汀机械（苏州）有限责任公司 ~ 云汀机械'])
    expect(pairs('Acme Co., Ltd', 'ACME Limited')).to.have.length(1)
  })

  it('one part of the other, or one letter apart', () => {
    expect(pairs('临棠机电有限公司', '浙江临棠机电股份有限公司')).to.have.length(1)
    expect(pairs('南桁食品机械有限公司', '南衍食品机械有限公司')).to.have.length(1)
  })

  it('digits, numerals and directions tell customers apart', () => {
    expect(pairs('客户单位1', '客户单位2', '客户单位12')).to.deep.equal([])
    expect(pairs('第一机床配件厂', '第二机床配件厂')).to.deep.equal([])
    expect(pairs('华东精密电机有限公司', '华南精密电机有限公司')).to.deep.equal([])
    expect(pairs('甲公司', '乙公司')).to.deep.equal([])
  })

  it('likens a new name to the one that was there, and never two old ones', () => {
    expect(similarNames(['云汀机械'], ['云汀机械有限公司', '云汀机械厂', '云汀机械'])).to.deep.equal([
      { first: '云汀机械有限公司', second: '云汀机械' },
      { first: '云汀机械厂', second: '云汀机械' },
    ])
  })

  it('gives a name the same code always, and other names others', () => {
    expect(codeOfName('云汀机械')).to.equal(codeOfName(' 云汀 机械'))
    const codes = new Set(Array.from({ length: 20_000 }, (_, i) => codeOfName(`第${i}号客户`)))
    expect(codes.size).to.equal(20_000)
  })
})
